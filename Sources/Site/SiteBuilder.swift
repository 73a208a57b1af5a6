import CarriedAssets
import Conformance
import Markdown
import Specification
import Support

/// Builds a site from pages and results. A later build renders only the pages that changed or that show a changed page.
package struct SiteBuilder: Sendable {
    private let results: Results
    private let options: SiteOptions
    private let templates: Templates
    private let assets: [String: [UInt8]]
    private var kept: [String: KeptPage] = [:]
    /// The names of all pages in the last build; whether a link leads to a page of the site depends on them.
    private var keptNames: Set<String> = []
    private var keptOverview: KeptOverview?

    /// A page of the last build: its inputs and its output.
    private struct KeptPage: Sendable {
        let page: Page
        let surroundings: Surroundings
        let rendered: RenderedPage
        let files: [String: [UInt8]]
    }

    /// What a page shows of other pages. Results and options are not in it: they never change.
    private struct Surroundings: Sendable, Equatable {
        let pages: [SitePlace]
        let previous: SitePlace?
        let next: SitePlace?
        /// The cases that prove each of its rules.
        let cases: [[CasePlace]]
    }

    private struct KeptOverview: Sendable {
        let rules: [Rule]
        let cases: [[CasePlace]]
        let pages: [SitePlace]
        let files: [String: [UInt8]]
    }

    /// - Throws: an error if an embedded template is not valid Mustache.
    package init(_ results: Results, _ options: SiteOptions) throws {
        self.results = results
        self.options = options
        templates = try Templates(SiteAssets.templates)
        assets = Dictionary(SiteAssets.files.map { ("assets/\($0.path)", Array($0.text.utf8)) }) { $1 }
    }

    /// Builds the site of a suite. Unchanged files share their storage with the last build, so comparing them is fast.
    package mutating func build(_ suite: Suite) -> RenderedSite {
        let model = SiteModel(suite, results, options)
        let layout = PageLayout(templates, Navigation(model))
        let names = Set(model.pages.map(\.name))
        if names != keptNames { kept = [:] }
        keptNames = names
        let kept = kept
        let made = model.orderedPages.inParallel { page in
            let surroundings = Self.surroundings(of: page, model, layout.navigation)
            if let last = kept[page.name], last.page.document.isSame(as: page.document),
                last.surroundings == surroundings
            {
                return last
            }
            return Self.make(page, surroundings, model, layout)
        }
        self.kept = Dictionary(made.map { ($0.page.name, $0) }) { $1 }
        return assemble(made, model, layout)
    }
}

// MARK: - Pages

extension SiteBuilder {
    private static func surroundings(
        of page: Page, _ model: SiteModel, _ navigation: Navigation
    ) -> Surroundings {
        let address = "\(page.name).html"
        let (previous, next) = navigation.neighbours(of: address)
        return Surroundings(
            pages: navigation.pages(around: address), previous: previous, next: next,
            cases: model.rules(on: page.name).map { model.cases(proving: $0.id) })
    }

    private static func make(
        _ page: Page, _ surroundings: Surroundings, _ model: SiteModel, _ layout: PageLayout
    ) -> KeptPage {
        let rendered = PageRenderer.render(page, model)
        let frame = Frame(
            title: page.title, address: "\(page.name).html", description: page.summary,
            contents: Contents(rendered.headings), previous: surroundings.previous, next: surroundings.next)
        var content = HTMLWriter()
        content.raw("<article>\n")
        if !rendered.headings.contains(where: { $0.level == 1 }) {
            content.raw("<h1>")
            content.text(page.title)
            content.raw("</h1>\n")
        }
        content.raw(rendered.content)
        content.raw("</article>")
        var files = ["\(page.name).html": layout.page(frame, content: content.bytes)]
        if model.options.sourceAddress == nil {
            files["source/\(page.name).html"] = SourceView(page).page(layout)
        }
        return KeptPage(page: page, surroundings: surroundings, rendered: rendered, files: files)
    }

    private mutating func assemble(_ pages: [KeptPage], _ model: SiteModel, _ layout: PageLayout) -> RenderedSite {
        var site = RenderedSite()
        site.files = assets
        for page in pages { site.files.merge(page.files) { $1 } }
        site.files.merge(overview(model, layout)) { $1 }
        site.files["search-index.js"] = SearchIndexScript.text(pages.map(\.rendered.searchEntries), results.backends)
        let images = Set(pages.flatMap(\.rendered.images))
        site.images = images.filter { site.files[$0] == nil }.sorted()
        site.hiddenImages = images.filter { site.files[$0] != nil }.sorted()
        site.omissions = pages.map { ($0.page.path, $0.rendered.omissions) }.filter { $0.1 != RenderedPage.Omissions() }
        return site
    }

    /// The overview pages, rendered again only if a rule, its cases or a page's title changed.
    private mutating func overview(_ model: SiteModel, _ layout: PageLayout) -> [String: [UInt8]] {
        let cases = model.suite.rules.map { model.cases(proving: $0.id) }
        let places = model.pages.map { SitePlace(title: $0.title, address: $0.address) }
        if let kept = keptOverview, kept.rules == model.suite.rules, kept.cases == cases, kept.pages == places {
            return kept.files
        }
        let files = OverviewPages(model, layout).files
        keptOverview = KeptOverview(rules: model.suite.rules, cases: cases, pages: places, files: files)
        return files
    }
}
