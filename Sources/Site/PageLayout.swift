import Markdown
import Mustache

/// The templates that pages are filled into.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// - Throws: where a template is not one.
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

/// What all pages of the site have around them.
struct PageLayout: Sendable {
    /// The IDs of the layout's own elements.
    static let reservedIDs = [
        "site-content", "site-tools", "site-filter", "site-matrix", "site-search", "site-results",
    ]

    let navigation: Navigation
    private let templates: Templates
    /// The layout as text with holes, for each shape: pages are many, and differ in little.
    private var shells: [Shape: Shell] = [:]

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

    /// A page with a content made by a template.
    func page(_ frame: Frame, _ template: String, _ values: [String: Any]) -> [UInt8] {
        page(frame, content: Array(templates.fill(template, values).utf8))
    }

    /// A page around its content.
    func page(_ frame: Frame, content: [UInt8]) -> [UInt8] {
        let root = frame.address.utf8.contains(UInt8(ascii: "/")) ? "../" : ""
        let shape = Shape(root: root, hasContents: frame.contents != nil, hasTurn: !frame.turn.isEmpty)
        return shells[shape]?.fill(room: content.count + 4000) { hole, html in
            switch hole {
            case .title:
                html.text(frame.title)
                if frame.address != "index.html" { html.raw(" · Task database") }
            case .pages: write(navigation.pages(around: frame.address), from: frame.address, root, &html)
            case .results: write(navigation.results, from: frame.address, root, &html)
            case .contents: html.raw(frame.contents?.html ?? "")
            case .content: html.raw(content)
            case .turn: for turn in frame.turn { turn.write(root, &html) }
            }
        } ?? []
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

/// What the layout of one page is to be told.
struct Frame {
    let title: String
    /// From the site's first level.
    let address: String
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

/// A link at the end of a page to the one before or after it.
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
    /// What is the same on all pages of a shape.
    fileprivate func values(_ navigation: Navigation) -> [String: Any] {
        [
            "root": root, "hasContents": hasContents, "hasTurn": hasTurn, "policy": navigation.policy,
            "isServed": navigation.isServed, "version": navigation.version, "hasResults": navigation.hasResults,
        ]
    }
}
