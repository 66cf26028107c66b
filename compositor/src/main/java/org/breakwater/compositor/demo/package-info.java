/**
 * {@code breakwater demo}: shows that no client can sink the compositor by shrinking the file behind its
 * pixels, and finds out how other compositors take it.
 *
 * <pre>
 * DemoCommand -> Demo ---starts---> CompositorProcess   ours, or --against CMD, in a RuntimeDirectory
 *                 |---- GoodClient     animated all the while; its frames are the demonstration's clock
 *                 |---- HostileClient  a fresh one for each Attack
 *                 '---- Examination    of pictures before and after; DemoReport prints what came of it
 * </pre>
 *
 * <p>Nothing waits without a {@link org.breakwater.compositor.demo.Deadline}. Imports {@code protocol.client},
 * {@code protocol.wire}, the generated proxies, {@code shm.Memfd}, {@code ipc} and {@code capture}.
 */
package org.breakwater.compositor.demo;
