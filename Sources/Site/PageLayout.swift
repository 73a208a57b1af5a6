import Markdown
import Mustache

/// The Mustache templates of the site.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: an error if a text is not a valid template.
    init(_ templates: [(path: String, text: String)]) throws {
        var library = MustacheLibrary()
        for template in templates {
            let name = template.path.prefix { $0 != "." }
            try library.register(template.text, named: String(name))
        }
        self.library = library
    }

    func fill(_ template: String, _ values: [String: Any]) -> String {
        library.render(values, withTemplate: template) ?? ""
    }
}

/// The frame of every page: header, navigation and footer.
struct PageLayout: Sendable {
    /// The element IDs that the layout uses; headings must not get them.
    static let reservedIDs = [
        "site-content", "site-tools", "site-filter", "site-matrix", "site-matrix-clients", "site-search",
        "site-results",
    ]

    let navigation: Navigation
    private let templates: Templates
    /// The layout template, filled in once for each shape: pages differ only in the slots.
    private var shells: [Shape: Shell] = [:]

    /// Which optional parts a page's layout has.
    fileprivate struct Shape: Hashable {
        let root: String
        let hasContents: Bool
        let hasTurn: Bool

        static let all = ["", "../"].flatMap { root in
            [false, true].flatMap { contents in
                [false, true].map { Shape(root: root, hasContents: contents, hasTurn: $0) }
            }
        }
    }

    init(_ templates: Templates, _ navigation: Navigation) {
        self.templates = templates
        self.navigation = navigation
        for shape in Shape.all { shells[shape] = Shell(shape.values(navigation), templates) }
    }

    /// Returns a page whose content is a filled template.
    func page(_ frame: Frame, _ template: String, _ values: [String: Any]) -> [UInt8] {
        page(frame, content: Array(templates.fill(template, values).utf8))
    }

    /// Returns a page with the given content.
    func page(_ frame: Frame, content: [UInt8]) -> [UInt8] {
        let root = frame.address.utf8.contains(UInt8(ascii: "/")) ? "../" : ""
        let shape = Shape(root: root, hasContents: frame.contents != nil, hasTurn: !frame.turn.isEmpty)
        return shells[shape]?.fill { slot, html in
            switch slot {
            case .title:
                html.text(frame.title)
                if frame.address != "index.html" { html.raw(" · Task database") }
            case .description: write(description: frame.description, &html)
            case .pages: write(navigation.pages(around: frame.address), from: frame.address, root, &html)
            case .results: write(navigation.results, from: frame.address, root, &html)
            case .contents: html.raw(frame.contents?.html ?? "")
            case .content: html.raw(content)
            case .turn: for turn in frame.turn { turn.write(root, &html) }
            }
        } ?? []
    }

    private func write(description: String, _ html: inout HTMLWriter) {
        if description.isEmpty { return }
        html.raw("<meta name=\"description\" content=\"")
        html.text(description)
        html.raw("\">\n")
    }

    private func write(_ places: [SitePlace], from address: String, _ root: String, _ html: inout HTMLWriter) {
        for place in places {
            html.raw("<li><a href=\"")
            html.address(place.address(from: root))
            html.raw(place.address == address ? "\" aria-current=\"page\">" : "\">")
            html.text(place.title)
            html.raw("</a></li>\n")
        }
    }
}

/// The values of the layout that differ from page to page.
struct Frame {
    let title: String
    /// Relative to the site's root.
    let address: String
    /// What search engines show below the title; empty for none.
    var description = ""
    var contents: Contents?
    var previous: SitePlace?
    var next: SitePlace?

    fileprivate var turn: [Turn] {
        [
            previous.map { Turn(name: "Previous", relation: "prev", place: $0) },
            next.map { Turn(name: "Next", relation: "next", place: $0) },
        ].compactMap(\.self)
    }
}

/// A link at the end of a page to the previous or next page.
private struct Turn {
    let name: String
    let relation: String
    let place: SitePlace

    func write(_ root: String, _ html: inout HTMLWriter) {
        html.raw("<a rel=\"\(relation)\" href=\"")
        html.address(place.address(from: root))
        html.raw("\"><span>\(name)</span> ")
        html.text(place.title)
        html.raw("</a>\n")
    }
}

extension PageLayout.Shape {
    /// The template values that are the same on all pages of a shape.
    fileprivate func values(_ navigation: Navigation) -> [String: Any] {
        [
            "root": root, "hasContents": hasContents, "hasTurn": hasTurn, "policy": navigation.policy,
            "isServed": navigation.isServed, "version": navigation.version, "hasResults": navigation.hasResults,
        ]
    }
}
