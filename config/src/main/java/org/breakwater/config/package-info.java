/**
 * What the user asked for: the configuration file, read once into immutable records.
 *
 * <p>{@link org.breakwater.config.ConfigReader} turns TOML into a
 * {@link org.breakwater.config.Config}, or into the list of everything that is wrong with the
 * file, each with its place and, where one can be guessed, a way out. Bad content never throws,
 * and half a configuration is never handed out: the caller keeps the last good one.
 *
 * <p>The options themselves are documented for the user in the resource
 * {@code default-config.toml}; a test holds that file, the defaults in
 * {@link org.breakwater.config.Config} and the reader together.
 *
 * <p>Imports no other module of the project, and tomlj only in package-private classes and method
 * bodies: whoever uses a {@code Config} never sees TOML.
 */
package org.breakwater.config;
