import FlyingFox
import FlyingSocks
import Foundation

/// Serves a site to browsers on this machine, and tells its pages when they changed.
public struct SiteServer: Sendable {
    private let server: HTTPServer
    private let port: UInt16

    /// - Parameter port: 0 takes any that is free.
    /// - Throws: where the port cannot be listened on; see ``run()``.
    public init(_ site: LiveSite, port: UInt16) throws {
        self.port = port
        server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled, handler: SiteHandler(site: site))
    }

    /// Serves until its task is cancelled.
    public func run() async throws { try await server.run() }

    /// The address to open in a browser, once the server answers.
    public func address() async throws -> String {
        try await server.waitUntilListening()
        var port = port
        if case .ip4(_, let taken)? = await server.listeningAddress { port = taken }
        return "http://127.0.0.1:\(port)/"
    }
}

/// Answers with what is in the site, and with nothing else on this machine.
private struct SiteHandler: HTTPHandler {
    let site: LiveSite

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard request.method == .GET || request.method == .HEAD else {
            return HTTPResponse(statusCode: .methodNotAllowed, headers: HTTPHeaders([HTTPHeader("Allow"): "GET, HEAD"]))
        }
        if request.path == "/site-changes" { return await change(request) }
        let path = request.path.hasSuffix("/") ? request.path + "index.html" : request.path
        let name = String(path.drop { $0 == "/" })
        if let file = await site.file(name) { return response(.ok, file, name, request) }
        return response(.notFound, await site.file("404.html") ?? Data("Not found".utf8), "404.html", request)
    }

    private func response(
        _ status: HTTPStatusCode, _ body: Data, _ name: String, _ request: HTTPRequest
    ) -> HTTPResponse {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        let headers: [HTTPHeader: String] = [
            .contentType: Self.types[ending] ?? "application/octet-stream", HTTPHeader("Cache-Control"): "no-cache",
            HTTPHeader("X-Content-Type-Options"): "nosniff",
        ]
        return HTTPResponse(
            statusCode: status, headers: HTTPHeaders(headers), body: request.method == .HEAD ? Data() : body)
    }

    /// Answers when a file is newer than the version the asker has, or after some time that it is not.
    private func change(_ request: HTTPRequest) async -> HTTPResponse {
        let path = request.query.first { $0.name == "path" }?.value ?? ""
        let after = request.query.first { $0.name == "after" }.flatMap { Int($0.value) }
        let current = await site.version
        guard let after else { return Self.text("\(current)") }
        for _ in 0..<200 {
            if await site.version(of: path) > after { return Self.text("changed") }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
        }
        return Self.text("same")
    }

    private static func text(_ text: String) -> HTTPResponse {
        HTTPResponse(
            statusCode: .ok,
            headers: HTTPHeaders([.contentType: "text/plain", HTTPHeader("Cache-Control"): "no-store"]),
            body: Data(text.utf8))
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml", "json": "application/json", "png": "image/png", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    ]
}
