# Albumen over HTTP, for the machine on which Immich runs. How to use it: docs/container.md

FROM node:24-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE README.md THIRD-PARTY-LICENSES.txt ./
COPY scripts ./scripts
COPY src ./src
# The last one leaves out what only works on Alpine.
RUN npm run build \
    && find dist -name '*.map' -delete \
    && chmod 755 dist/albumen.js \
    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
    && rm -rf node_modules/@libsql/*-musl*

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Albumen" \
      org.opencontainers.image.description="MCP server for your own photos: in Immich, in PhotoPrism, or in a plain folder" \
      org.opencontainers.image.licenses="AGPL-3.0-only" \
      io.modelcontextprotocol.server.name="io.github.albumen/albumen"
# ffmpeg takes the frames of videos; without it they are listed, but not seen. tini is process 1, for which signals have no
# effect of their own: it hands them on, so that every command can be ended. The drivers of screens that ffmpeg brings along are
# 165 MB, and there is no screen.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ffmpeg tini \
    && rm -rf /var/lib/apt/lists/* /usr/lib/*/dri /usr/lib/*/libLLVM* /usr/lib/*/libz3*
WORKDIR /app
# The program belongs to root: whoever runs it cannot change it.
COPY --from=build /build/package.json /build/LICENSE /build/THIRD-PARTY-LICENSES.txt ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/dist ./dist
RUN ln -s /app/dist/albumen.js /usr/local/bin/albumen \
    && mkdir /data \
    && chown 1000:1000 /data
# Where fonts are found is kept in a cache, which needs a place: the home of whoever runs the program may not be writable.
ENV NODE_ENV=production \
    XDG_CACHE_HOME=/tmp \
    ALBUMEN_DATA_DIR=/data \
    ALBUMEN_TRANSPORT=streamable-http \
    ALBUMEN_HOST=0.0.0.0 \
    ALBUMEN_PORT=8000 \
    ALBUMEN_WAIT_FOR_CLIENT=true
VOLUME /data
EXPOSE 8000
USER 1000:1000
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s --retries=3 \
    CMD ["node", "/app/dist/albumen.js", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "node", "/app/dist/albumen.js"]
CMD ["serve"]
