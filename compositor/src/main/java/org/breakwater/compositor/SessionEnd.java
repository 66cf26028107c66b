package org.breakwater.compositor;

/**
 * Why a session ends without anybody of ours having asked for it.
 *
 * @param status the program's exit status
 * @param message for the user; null where there is nothing to say
 */
record SessionEnd(int status, String message) {
}
