/* From now on this connection, a new one of the suite's, is watched. */
void watch_connection(int fd);
