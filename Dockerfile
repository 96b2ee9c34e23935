# The builder downloads modules in a layer of its own, so that it is kept while only the code changes.
FROM golang:1.26 AS builder
WORKDIR /src
ENV GOMODCACHE=/cache/mod GOCACHE=/cache/build
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/cache go mod download
COPY . .
RUN --mount=type=cache,target=/cache \
    CGO_ENABLED=0 go build -trimpath -ldflags=-s -o /out/footnote .

# The image holds the binary, CA certificates and a user without rights, and nothing else.
FROM scratch
COPY --from=builder /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=builder /out/footnote /footnote
USER 65532:65532
# Mount the folder of articles here, read-only: docker run -v "$PWD/articles:/articles:ro" …
# The token comes at run time, from DISCORD_TOKEN or DISCORD_TOKEN_FILE; none belongs in an image.
VOLUME ["/articles"]
ENTRYPOINT ["/footnote"]
CMD ["serve"]
