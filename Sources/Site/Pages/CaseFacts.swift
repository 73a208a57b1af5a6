import Conformance
import Markdown
import Reports
import Specification

/// The caption of a case: its name, its conditions, a link to its source, and the verdicts on it.
struct CaseFacts {
    private let item: Case
    private let model: SiteModel

    init(_ item: Case, _ model: SiteModel) {
        self.item = item
        self.model = model
    }

    func write(_ html: inout HTMLWriter) {
        html.raw("<figcaption>\n<div class=\"line\"><a class=\"name\" href=\"#case-\(item.name)\">\(item.name)</a>")
        writeConditions(&html)
        html.raw("<span class=\"end-of-line\"><a href=\"")
        html.address(
            SourceAddress.line(item.source.line, of: item.source.file, page: item.page, model.options))
        html.raw("\">source</a></span></div>\n")
        writeVerdicts(&html)
        html.raw("</figcaption>\n")
    }

    private func writeConditions(_ html: inout HTMLWriter) {
        for id in item.uses {
            let (page, name) = Self.split(id)
            html.raw(
                "<span>uses <a href=\"\(page == item.page ? "" : "\(page).html")#setup-\(name)\">\(name)</a></span>")
        }
        if let before = item.after {
            let (page, name) = Self.split(before)
            html.raw(
                "<span>after <a href=\"\(page == item.page ? "" : "\(page).html")#case-\(name)\">\(name)</a></span>")
        }
        var conditions = item.open.map { "\($0.name): \($0.value)" } + item.requires.map { "needs \($0)" }
        if item.profile != .recording { conditions.append("for \(item.profile.words)") }
        if item.selects != nil { conditions.append("about choosing a backend") }
        for condition in conditions {
            html.raw("<span>")
            html.text(condition)
            html.raw("</span>")
        }
    }

    private static func split(_ id: String) -> (page: Substring, name: Substring) {
        let page = id.prefix { $0 != "/" }
        return (page, id[page.endIndex...].dropFirst())
    }
}

extension Case.Profile {
    fileprivate var words: String {
        switch self {
        case .recording: "recording databases"
        case .nonRecording: "databases that record nothing"
        case .any: "every database"
        }
    }
}

// MARK: - Verdicts

extension CaseFacts {
    private func writeVerdicts(_ html: inout HTMLWriter) {
        let backends = model.results.backends.filter { $0.judgesClients == item.needsClients }
            .map { ($0, $0.result(of: item.id)) }
        guard !backends.isEmpty else { return }
        html.raw("<ul class=\"verdicts\" aria-label=\"Verdicts on \(item.name)\">\n")
        for (backend, result) in backends {
            guard let result, result.outcome.isMiss || result.outcome == .notRun, result.message != nil else {
                VerdictMark.write(result?.outcome, backend.label, &html)
                continue
            }
            html.raw("<li class=\"\(result.outcome.rawValue)\"><details><summary>")
            VerdictMark.writeContent(result.outcome, backend.label, &html)
            html.raw("</summary>")
            FailureView.write(result, &html)
            html.raw("</details></li>\n")
        }
        html.raw("</ul>\n")
    }
}

/// One backend's verdict in a row of several.
enum VerdictMark {
    /// - Parameter outcome: nil if the report has no such case; it is shown as not run.
    static func write(_ outcome: CaseOutcome?, _ label: String, _ html: inout HTMLWriter) {
        html.raw("<li class=\"\((outcome ?? .notRun).rawValue)\">")
        writeContent(outcome ?? .notRun, label, &html)
        html.raw("</li>\n")
    }

    /// Writes the mark for the eye and its meaning as hidden text for screen readers.
    static func writeContent(_ outcome: CaseOutcome, _ label: String, _ html: inout HTMLWriter) {
        html.raw("<i title=\"\(outcome.words)\" aria-hidden=\"true\">\(outcome.mark)</i>")
        html.text(label)
        html.raw("<span class=\"unseen\">: \(outcome.words)</span>")
    }
}

/// The failure of a case: what it expected and what came, or its message.
enum FailureView {
    static func write(_ result: Report.CaseReport, _ html: inout HTMLWriter) {
        html.raw("<div class=\"failure\">")
        if let failure = result.failure {
            html.raw("<p>")
            html.text(failure.reason)
            html.raw("</p><dl>")
            write("expected", failure.expected, &html)
            write("actual", failure.actual, &html)
            html.raw("</dl>")
        } else {
            html.raw("<pre>")
            html.text(result.message ?? result.outcome.words)
            html.raw("</pre>")
        }
        html.raw("</div>")
    }

    private static func write(_ term: String, _ text: String, _ html: inout HTMLWriter) {
        html.raw("<dt>\(term)</dt><dd>")
        if text.isEmpty {
            html.raw("<em>nothing</em>")
        } else {
            html.raw("<pre>")
            html.text(text)
            html.raw("</pre>")
        }
        html.raw("</dd>")
    }
}
