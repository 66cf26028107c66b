package org.breakwater.render.gl;

import org.breakwater.render.RenderException;
import org.lwjgl.opengles.GLES20;

/**
 * A shader program. All of them draw rectangles of pixels and compute what a pixel shows from its
 * place alone: the same pixel gets the same colour however the damage is cut up.
 */
final class Program {
    private static final String VERTEX = """
            #version 300 es
            layout(location = 0) in highp vec2 corner;
            uniform highp vec2 pixelsToClip;
            void main() {
                gl_Position = vec4(corner * pixelsToClip - 1.0, 0.0, 1.0);
            }
            """;

    private static final String COLOR = """
            #version 300 es
            uniform mediump vec4 color;
            out mediump vec4 result;
            void main() {
                result = color;
            }
            """;

    private static final String TEXTURE_2D = """
            #version 300 es
            precision highp float;
            uniform highp sampler2D pixels;
            """;

    private static final String TEXTURE_EXTERNAL = """
            #version 300 es
            #extension GL_OES_EGL_image_external_essl3 : require
            precision highp float;
            uniform highp samplerExternalOES pixels;
            """;

    private static final String TEXTURE_PLACE = """
            uniform mat2 turn;
            uniform vec2 origin;
            uniform vec2 offset;
            uniform vec4 limits;
            uniform vec2 texel;
            uniform float alpha;
            out vec4 result;
            void main() {
                vec2 at = turn * (gl_FragCoord.xy - origin) + offset;
            """;

    private static final String EXACT = TEXTURE_2D + TEXTURE_PLACE + """
                result = texelFetch(pixels, ivec2(clamp(at, limits.xy, limits.zw)), 0) * alpha;
            }
            """;

    private static final String TEXTURE_SAMPLE = TEXTURE_PLACE + """
                result = texture(pixels, clamp(at, limits.xy, limits.zw) * texel) * alpha;
            }
            """;

    private final int name;
    final int pixelsToClip;
    final int color;
    final int turn;
    final int origin;
    final int offset;
    final int limits;
    final int texel;
    final int alpha;

    private Program(String fragment) {
        int vertexShader = compile(GLES20.GL_VERTEX_SHADER, VERTEX);
        int fragmentShader = compile(GLES20.GL_FRAGMENT_SHADER, fragment);
        name = GLES20.glCreateProgram();
        GLES20.glAttachShader(name, vertexShader);
        GLES20.glAttachShader(name, fragmentShader);
        GLES20.glLinkProgram(name);
        GLES20.glDeleteShader(vertexShader);
        GLES20.glDeleteShader(fragmentShader);
        if (GLES20.glGetProgrami(name, GLES20.GL_LINK_STATUS) == 0) {
            throw new RenderException("shaders do not link: " + GLES20.glGetProgramInfoLog(name));
        }
        pixelsToClip = GLES20.glGetUniformLocation(name, "pixelsToClip");
        color = GLES20.glGetUniformLocation(name, "color");
        turn = GLES20.glGetUniformLocation(name, "turn");
        origin = GLES20.glGetUniformLocation(name, "origin");
        offset = GLES20.glGetUniformLocation(name, "offset");
        limits = GLES20.glGetUniformLocation(name, "limits");
        texel = GLES20.glGetUniformLocation(name, "texel");
        alpha = GLES20.glGetUniformLocation(name, "alpha");
    }

    /** One colour. */
    static Program color() {
        return new Program(COLOR);
    }

    /** A texture with one texel for each pixel, as it is. */
    static Program exact() {
        return new Program(EXACT);
    }

    /** A texture, interpolated. */
    static Program smooth() {
        return new Program(TEXTURE_2D + TEXTURE_SAMPLE);
    }

    /** An image that only the driver knows how to read, filtered as the texture says. */
    static Program external() {
        return new Program(TEXTURE_EXTERNAL + TEXTURE_SAMPLE);
    }

    void use() {
        GLES20.glUseProgram(name);
    }

    private static int compile(int type, String source) {
        int shader = GLES20.glCreateShader(type);
        GLES20.glShaderSource(shader, source);
        GLES20.glCompileShader(shader);
        if (GLES20.glGetShaderi(shader, GLES20.GL_COMPILE_STATUS) == 0) {
            throw new RenderException("shader does not compile: "
                    + GLES20.glGetShaderInfoLog(shader));
        }
        return shader;
    }
}
