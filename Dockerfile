# The builder downloads modules in a layer of its own, so that it is kept while only the code changes.
FROM golang:1.26 AS builder
WORKDIR /src
ENV GOMODCACHE=/cache/mod GOCACHE=/cache/build
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/cache go mod download
COPY . .
RUN --mount=type=cache,target=/cache \
    CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /out/footnote . && mkdir /out/data

# With poppler-utils, which reads PDF: docker build --target with-pdf -t footnote .
FROM debian:bookworm-slim AS with-pdf
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates poppler-utils && rm -rf /var/lib/apt/lists/*
COPY --from=builder /out/footnote /footnote
COPY --from=builder --chown=65532:65532 /out/data /data
USER 65532:65532
ENV FOOTNOTE_DATA=/data
VOLUME ["/data", "/articles"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]

# The image holds the binary, CA certificates and a user without rights, and nothing else.
FROM scratch
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /out/footnote /footnote
COPY --from=builder --chown=65532:65532 /out/data /data
USER 65532:65532
ENV FOOTNOTE_DATA=/data
# /data keeps the library. A folder of articles is mounted read-only: docker run -v "$PWD/articles:/articles:ro" …
# The token comes at run time, from DISCORD_TOKEN or DISCORD_TOKEN_FILE; none belongs in an image.
VOLUME ["/data", "/articles"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]
