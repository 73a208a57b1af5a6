import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Site
import Support

/// Serves a site to browsers on this machine, and notifies its pages when they change.
package struct LocalSiteServer: Sendable {
    private let site: LiveSite
    private let port: UInt16

    /// Creates a server; ``run(onListening:)`` starts it.
    ///
    /// - Parameter port: the TCP port, or 0 for any free port.
    package init(_ site: LiveSite, port: UInt16) {
        self.site = site
        self.port = port
    }

    /// A page's question for changes is answered within 10 seconds.
    private static let idleTimeout = TimeAmount.seconds(30)

    /// Serves until the task is cancelled.
    ///
    /// - Parameter onListening: called with the site's address once the server accepts connections.
    /// - Throws: ``Failure`` if the server cannot listen on the port.
    package func run(onListening: @escaping @Sendable (String) -> Void) async throws {
        let responder = SiteResponder(site: site)
        let application = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in
                await responder.respond(to: request)
            },
            server: .http1(configuration: .init(idleTimeout: Self.idleTimeout)),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: Int(port))),
            onServerRunning: { channel in
                try? await channel.pipeline.addHandler(AcceptPause(), position: .first).get()
                onListening("http://127.0.0.1:\(channel.localAddress?.port ?? Int(port))/")
            },
            logger: Logger(label: "taskdb") { _ in SwiftLogNoOpLogHandler() })
        do {
            try await application.run()
        } catch let error as IOError {
            throw Failure(description: String(cString: strerror(error.errnoCode)))
        }
    }

    /// The reason why the server cannot listen, in the system's words.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }
}

/// Waits a second after a connection could not be accepted: a program without descriptors would try without a pause.
///
/// NIO's `AcceptBackoffHandler` delays the next read only, and the one that failed is still pending.
private final class AcceptPause: ChannelInboundHandler, Sendable {
    typealias InboundIn = any Channel

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Passed on, it would end the server.
        guard error is IOError else { return context.fireErrorCaught(error) }
        let channel = context.channel
        _ = channel.setOption(.autoRead, value: false)
        context.eventLoop.scheduleTask(in: .seconds(1)) { _ = channel.setOption(.autoRead, value: true) }
    }
}

/// Answers requests with files of the site, never with other files of this machine.
private struct SiteResponder: Sendable {
    let site: LiveSite

    func respond(to request: Request) async -> Response {
        guard request.head.isForThisMachine else { return Response(status: .misdirectedRequest) }
        guard request.method == .get || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        let response = await answer(to: request.uri)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(to address: URI) async -> Response {
        if address.path == "/site-changes" { return await change(address) }
        let path = address.path.removingPercentEncoding ?? address.path
        let name = String(path.drop { $0 == "/" }) + (path.hasSuffix("/") ? "index.html" : "")
        if let file = await site.file(name) { return Self.file(file, name, .ok) }
        return Self.file(await site.file("404.html") ?? Array("Not found".utf8), "404.html", .notFound)
    }

    private static func file(_ bytes: [UInt8], _ name: String, _ status: HTTPResponse.Status) -> Response {
        let ending = name.split(separator: ".").last.map(String.init) ?? ""
        let type = types[ending] ?? "application/octet-stream"
        let policy = type.hasPrefix("image/") ? SitePolicy.pictures : SitePolicy.pages(isServed: true)
        return response(status, bytes, type: type, caching: "no-cache", policy: policy)
    }

    /// Long-polls: answers `changed` once a file is newer than the browser's version, or `same` after 10 seconds.
    private func change(_ address: URI) async -> Response {
        let path = address.queryParameters["path"].map(String.init) ?? ""
        let current = await site.version
        guard let after = address.queryParameters["after"].flatMap({ Int($0) }) else { return Self.text("\(current)") }
        for _ in 0..<200 {
            if await site.version(of: path) > after { return Self.text("changed") }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { break }
        }
        return Self.text("same")
    }

    private static func text(_ text: String) -> Response {
        response(.ok, Array(text.utf8), type: "text/plain", caching: "no-store", policy: "default-src 'none'")
    }

    private static func response(
        _ status: HTTPResponse.Status, _ bytes: [UInt8], type: String, caching: String, policy: String
    ) -> Response {
        var headers: HTTPFields = [.contentType: type, .cacheControl: caching]
        for (name, value) in LocalPolicy.headers(contents: policy) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return Response(
            status: status, headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
        "svg": "image/svg+xml", "json": "application/json", "png": "image/png", "jpg": "image/jpeg",
        "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
    ]
}

extension HTTPRequest {
    /// Whether the one host that the request names is this machine.
    fileprivate var isForThisMachine: Bool {
        let hasAnother = headerFields.contains { $0.name.canonicalName == "host" }
        return !hasAnother && authority?.isHostOfThisMachine == true
    }
}
