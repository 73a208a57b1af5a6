import Diagnostics
import Markdown
import Support

extension Suite {
    /// An error for each link to a page, a heading, a rule, a case or a file that does not exist.
    ///
    /// Links to pages of the suite use their file names, links to headings the identifiers of ``SlugTable``, and those to
    /// rules and cases their anchors. Links to web addresses are not checked.
    ///
    /// - Parameter isThere: whether a file exists at a path relative to the pages' folder; nil if that is unknown.
    package func brokenLinks(_ isThere: (@Sendable (String) -> Bool)? = nil) -> [Diagnostic] {
        var checker = LinkChecker(self, isThere)
        return pages.flatMap { checker.brokenLinks(of: $0) }.sorted()
    }
}

private struct LinkChecker {
    /// The places that links to each page can name, by the page's file name.
    private let places: [String: Set<String>]
    private let names: [String]
    private let isThere: ((String) -> Bool)?
    /// Each suggestion compares with every name, so their number is limited.
    private var suggestionsLeft = 100

    init(_ suite: Suite, _ isThere: ((String) -> Bool)?) {
        let anchors = Dictionary(
            grouping: suite.rules.map { ($0.page, $0.anchor) } + suite.cases.map { ($0.page, $0.anchor) }, by: \.0)
        let found = suite.pages.inParallel { page in
            (page.name + ".md", Self.places(on: page, anchors[page.name, default: []].map(\.1)))
        }
        places = Dictionary(found) { first, _ in first }
        names = places.keys.sorted()
        self.isThere = isThere
    }

    private static func places(on page: Page, _ anchors: [String]) -> Set<String> {
        var table = SlugTable(reserved: anchors)
        var slugs = Set(anchors)
        for block in page.document.everyBlock {
            if case .heading = block.kind { slugs.insert(table.slug(for: block.plainText)) }
        }
        return slugs
    }

    mutating func brokenLinks(of page: Page) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        var known: [String: String?] = [:]
        var definitions: LinkDefinitions?
        for block in page.document.everyBlock {
            var places: LinkPlaces?
            for url in block.addresses {
                let message = known[url] ?? problem(with: url, on: page)
                known.updateValue(message, forKey: url)
                guard let message else { continue }
                let defined = definitions ?? LinkDefinitions(in: page.source)
                definitions = defined
                var finder = places ?? LinkPlaces(in: block, of: page.source, defined)
                let (range, definition) = finder.next(url)
                places = finder
                let note = definition.map { "the link is defined at \(page.path):\(page.source.position(at: $0))" }
                diagnostics.append(page.source.diagnostic(at: range, message, note: note))
            }
        }
        return diagnostics
    }

    private mutating func problem(with url: String, on page: Page) -> String? {
        guard AddressScheme(of: url.utf8) == .none else { return nil }
        let parts = url.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        var path = String(percentDecoding: parts[0].prefix { $0 != "?" })
        while path.hasPrefix("./") { path.removeFirst(2) }
        if path.isEmpty { path = page.name + ".md" }
        // Relative to the root of the server, which is unknown here.
        if path.hasPrefix("/") { return nil }
        guard path.hasSuffix(".md"), !path.contains("/") else {
            return isThere?(path) ?? true ? nil : "there is no file \(path)"
        }
        guard let slugs = places[path] else { return "there is no page \(path)" + hint("", path, names) }
        guard parts.count > 1 else { return nil }
        let place = String(percentDecoding: parts[1])
        guard !slugs.contains(place) else { return nil }
        let kind = ["rule", "case"].first { place.hasPrefix("\($0)-") } ?? "heading"
        return "\(path) has no \(kind) #\(place)" + hint("#", place, slugs.sorted())
    }

    private mutating func hint(_ mark: String, _ name: String, _ names: [String]) -> String {
        guard suggestionsLeft > 0 else { return "" }
        suggestionsLeft -= 1
        return nearestName(to: name, among: names).map { "; did you mean \(mark)\($0)?" } ?? ""
    }
}
