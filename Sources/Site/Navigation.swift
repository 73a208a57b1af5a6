import Specification

/// The links that every page has: to other pages and to the results.
struct Navigation: Sendable, Equatable {
    let results: [SitePlace]
    let hasResults: Bool
    let isServed: Bool
    let version: String
    private let all: [SitePlace]
    private let places: [String: Int]

    /// The most pages that each page lists in full.
    static let maxListedPages = 40
    /// The page that lists all pages of a larger site.
    static let contents = SitePlace(title: "All pages", address: "all-pages.html")

    init(_ model: SiteModel) {
        all = model.pages.map { SitePlace(title: $0.title, address: $0.address) }
        places = Dictionary(all.enumerated().map { ($1.address, $0) }) { first, _ in first }
        hasResults = !model.results.backends.isEmpty
        isServed = model.options.isServed
        version = model.suite.version
        var results = [
            SitePlace(title: "Rules and backends", address: "matrix.html"),
            SitePlace(title: "Backends", address: "backends.html"),
        ]
        results += model.origins.map {
            SitePlace(title: "What \($0) gets right and wrong", address: model.address(ofOrigin: $0))
        }
        if let api = model.options.apiAddress { results.append(SitePlace(title: "Swift API", address: api)) }
        self.results = results
    }

    /// All pages, or on a large site those near an address.
    func pages(around address: String) -> [SitePlace] {
        guard all.count > Self.maxListedPages else { return all }
        let place = places[address] ?? 0
        let first = max(1, min(place - 8, all.count - 17))
        return [all[0]] + all[first..<min(all.count, first + 17)] + [Self.contents]
    }

    func neighbours(of address: String) -> (previous: SitePlace?, next: SitePlace?) {
        guard let place = places[address] else { return (nil, nil) }
        return (place > 0 ? all[place - 1] : nil, place + 1 < all.count ? all[place + 1] : nil)
    }

    /// The Content-Security-Policy of the site's pages.
    var policy: String { SitePolicy.pages(isServed: isServed) }
}

/// What browsers may load and run.
package enum SitePolicy {
    /// Pages load the site's own files and nothing else. Those that `docs serve` shows also ask it for changes.
    package static func pages(isServed: Bool) -> String {
        """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
        connect-src \(isServed ? "'self'" : "'none'"); base-uri 'none'; form-action 'none'
        """
    }

    /// A picture that is opened alone is a document of its own. It runs nothing.
    package static let pictures = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
}

extension SiteModel {
    /// The Python packages of the judged backends, each once.
    var origins: [String] {
        results.backends.compactMap { backend in
            if case .python(let package) = backend.origin { package } else { nil }
        }.reduce(into: []) { origins, package in
            if !origins.contains(package) { origins.append(package) }
        }
    }

    /// The address of a package's page. It is numbered, not named: a report's package name may be any text.
    func address(ofOrigin origin: String) -> String {
        "right-and-wrong\(origins.firstIndex(of: origin).map { $0 == 0 ? "" : "-\($0 + 1)" } ?? "").html"
    }
}

/// A page as the target of a link.
struct SitePlace: Sendable, Equatable {
    let title: String
    /// Relative to the site's root, or absolute for a page elsewhere on the web.
    let address: String
    private let isAbsolute: Bool

    init(title: String, address: String) {
        self.title = title
        self.address = address
        isAbsolute = address.contains("://")
    }

    func address(from root: String) -> String { isAbsolute ? address : root + address }
}
