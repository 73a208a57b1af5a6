import Support
import Wire

/// The responses of the status page's server.
enum StatusResponse {
    /// Answers a request.
    ///
    /// - Parameter head: the request without the empty line after its headers.
    static func bytes(to head: String, _ page: StatusPage?) -> [UInt8] {
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count >= 2, words[0] == "GET" || words[0] == "HEAD" else {
            return response("405 Method Not Allowed", [("Allow", "GET, HEAD")])
        }
        // A page of the web that has this machine's address under a name of its own must not read this.
        let hosts = lines.filter { $0.lowercased().hasPrefix("host:") }
        guard hosts.count == 1, let host = hosts.first?.dropFirst("host:".count),
            host.filter({ $0 != " " && $0 != "\t" }).isHostOfThisMachine
        else { return response("421 Misdirected Request") }
        guard let page else { return response("503 Service Unavailable") }
        let isHead = words[0] == "HEAD"
        switch words[1] {
        case "/":
            return response(
                "200 OK", [("Content-Type", "text/html; charset=utf-8")], Array(page.html.utf8), isHead: isHead)
        case "/status.json":
            return response("200 OK", [("Content-Type", "application/json")], page.json.bytes, isHead: isHead)
        default: return response("404 Not Found")
        }
    }

    private static func response(
        _ status: String, _ headers: [(name: String, value: String)] = [], _ body: [UInt8] = [], isHead: Bool = false
    ) -> [UInt8] {
        let common = [("Content-Length", String(body.count)), ("Cache-Control", "no-store"), ("Connection", "close")]
        let policy = LocalPolicy.headers(contents: "default-src 'none'; style-src 'unsafe-inline'")
        let lines = ["HTTP/1.1 \(status)"] + (headers + common + policy).map { "\($0.0): \($0.1)" }
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (isHead ? [] : body)
    }
}
