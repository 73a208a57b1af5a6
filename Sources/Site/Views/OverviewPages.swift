import Conformance
import Specification
import Wire

/// The pages that show all rules, all backends and all pages.
struct OverviewPages {
    let model: SiteModel
    private let layout: PageLayout

    init(_ model: SiteModel, _ layout: PageLayout) {
        self.model = model
        self.layout = layout
    }

    var files: [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        func add(_ address: String, _ title: String, _ template: String, _ values: [String: Any]) {
            files[address] = layout.page(Frame(title: title, address: address), template, values)
        }
        add("matrix.html", "Rules and backends", "matrix", MatrixView(model).values)
        add("backends.html", "Backends", "backends", BackendsView(model).values)
        add("404.html", "Page not found", "missing", [:])
        for backend in model.results.backends {
            add(backend.address, backend.label, "backend", BackendView(backend, model).values)
            let badge = Badge(backend.run)
            files["badges/\(backend.slug).svg"] = Array(badge.svg.utf8)
            files["badges/\(backend.slug).json"] = Array((badge.json.indented + "\n").utf8)
        }
        for origin in model.origins {
            let title = "What \(origin)'s backends get right and wrong"
            add(model.address(ofOrigin: origin), title, "origin", OriginView(origin, model).values)
        }
        let pages = model.pages.map { ["title": $0.title, "address": $0.address] }
        if model.pages.count > Navigation.maxListedPages {
            add(Navigation.contents.address, Navigation.contents.title, "contents", ["pages": pages])
        }
        // Without a page named index, the list of all pages is the front page.
        if model.place(ofPage: "index") == nil {
            add("index.html", Navigation.contents.title, "contents", ["pages": pages])
        }
        return files
    }
}
