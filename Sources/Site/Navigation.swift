import Specification

/// Where one can go from every page.
struct Navigation: Sendable, Equatable {
    let results: [SitePlace]
    let hasResults: Bool
    let isServed: Bool
    let version: String
    private let all: [SitePlace]
    private let places: [String: Int]

    /// More pages than these are not listed on each of them.
    static let mostPages = 40
    /// The page that lists them all then.
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

    /// All pages, or of many those near one.
    func pages(around address: String) -> [SitePlace] {
        guard all.count > Self.mostPages else { return all }
        let place = places[address] ?? 0
        let first = max(1, min(place - 8, all.count - 17))
        return [all[0]] + all[first..<min(all.count, first + 17)] + [Self.contents]
    }

    func neighbours(of address: String) -> (previous: SitePlace?, next: SitePlace?) {
        guard let place = places[address] else { return (nil, nil) }
        return (place > 0 ? all[place - 1] : nil, place + 1 < all.count ? all[place + 1] : nil)
    }

    /// What a browser is told to load: the site's own files, and nothing from elsewhere.
    var policy: String {
        let connections = isServed ? "'self'" : "'none'"
        return """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src \(connections); \
            base-uri 'none'; form-action 'none'
            """
    }
}

extension SiteModel {
    /// The packages whose backends are among the judged ones.
    var origins: [String] {
        results.backends.compactMap { backend in
            if case .python(let package) = backend.origin { package } else { nil }
        }.reduce(into: []) { origins, package in
            if !origins.contains(package) { origins.append(package) }
        }
    }

    /// A package's name is anything that a report says.
    func address(ofOrigin origin: String) -> String {
        "right-and-wrong\(origins.firstIndex(of: origin).map { $0 == 0 ? "" : "-\($0 + 1)" } ?? "").html"
    }
}

/// A page of the site, as links to it need.
struct SitePlace: Sendable, Equatable {
    let title: String
    /// From the site's first level, or from anywhere where it is in the web.
    let address: String
    private let isInWeb: Bool

    init(title: String, address: String) {
        self.title = title
        self.address = address
        isInWeb = address.contains("://")
    }

    func address(from root: String) -> String { isInWeb ? address : root + address }
}
