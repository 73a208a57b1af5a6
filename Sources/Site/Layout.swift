import Mustache

/// What all pages of the site have around them.
struct Layout: Sendable {
    /// The elements of the layout itself.
    static let reservedIDs = [
        "site-content", "site-tools", "site-filter", "site-matrix", "site-search", "site-results",
    ]

    private let library: MustacheLibrary

    /// - Throws: where a template is not one.
    init(templates: [(path: String, text: String)]) throws {
        var library = MustacheLibrary()
        for template in templates {
            let name = template.path.prefix { $0 != "." }
            try library.register(template.text, named: String(name))
        }
        self.library = library
    }

    /// A part of a page by its template.
    func part(_ template: String, _ values: [String: Any]) -> String {
        library.render(values, withTemplate: template) ?? ""
    }

    /// A whole page around its content.
    func page(_ frame: Frame, content: String) -> [UInt8] {
        Array(part("layout", frame.values.merging(["content": content]) { $1 }).utf8)
    }
}

/// What the layout of one page is to be told.
struct Frame {
    var title: String
    /// The page's address from the site's first level; empty for a page that may be anywhere.
    var address: String
    var contents: Contents?
    var previous: SitePlace?
    var next: SitePlace?
    let navigation: Navigation

    /// From where the page stands to the site's first level.
    private var root: String {
        String(repeating: "../", count: address.utf8.count { $0 == UInt8(ascii: "/") })
    }

    fileprivate var values: [String: Any] {
        [
            "title": title, "isInner": address != "index.html", "root": root, "policy": navigation.policy,
            "isServed": navigation.isServed, "version": navigation.version, "hasResults": navigation.hasResults,
            "pages": navigation.pages(around: address).map { $0.values(current: address) },
            "results": navigation.results.map { $0.values(current: address) },
            "hasContents": contents != nil, "contents": contents?.html ?? "",
            "hasTurn": previous != nil || next != nil,
            "previous": previous.map { [$0.values(current: address)] } ?? [],
            "next": next.map { [$0.values(current: address)] } ?? [],
        ]
    }
}

/// A page of the site, as links to it need.
struct SitePlace: Sendable, Equatable {
    let title: String
    let address: String

    func values(current: String) -> [String: Any] {
        ["title": title, "address": address, "isCurrent": address == current]
    }
}
