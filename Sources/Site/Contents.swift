import Markdown

/// The sections of a page, as nested lists of links.
struct Contents {
    let html: String

    /// Returns nil if fewer than two headings are of level 2 or 3.
    init?(_ headings: [RenderedPage.Heading]) {
        let listed = headings.filter { (2...3).contains($0.level) }
        guard listed.count > 1 else { return nil }
        var html = "<ul>\n"
        var level = 2
        var isItemOpen = false
        for heading in listed {
            if heading.level == 3, level == 2 {
                html += isItemOpen ? "\n<ul>\n" : "<li><ul>\n"
            } else if heading.level == 2, level == 3 {
                html += "</li>\n</ul></li>\n"
            } else if isItemOpen {
                html += "</li>\n"
            }
            level = heading.level
            isItemOpen = true
            html += "<li><a href=\"#\(heading.slug)\">\(heading.html)</a>"
        }
        html += level == 3 ? "</li>\n</ul></li>\n</ul>" : "</li>\n</ul>"
        self.html = html
    }
}
