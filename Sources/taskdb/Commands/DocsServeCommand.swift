import ArgumentParser
import Conformance
import Diagnostics
import Foundation
import Site
import Specification

#if SiteServer
    import SiteServer
#endif

struct DocsServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the site on this machine, and update it when a page changes.",
        discussion: """
            Only browsers on this machine are answered. An open page is reloaded when it changes. Errors on the pages \
            are shown, and left out of the site.
            """)

    @Option(help: ArgumentHelp("The port to listen on; 0 takes any that is free.", valueName: "number"))
    var port: UInt16 = 8000

    @OptionGroup var site: SiteInputs
    @OptionGroup var docs: DocsOption

    func run() async throws {
        #if SiteServer
            try await serve()
        #else
            throw CommandError.usage(
                "this program was built without the trait SiteServer; `taskdb docs render` writes the site into a folder"
            )
        #endif
    }
}

#if SiteServer
    extension DocsServeCommand {
        private func serve() async throws {
            let live = LiveSite()
            var watched = WatchedPages(docs)
            let results = try site.results()
            var builder = try SiteBuilder(results, site.options(isServed: true))
            let (suite, diagnostics) = try watched.read()
            show(diagnostics + docs.siteErrors(suite, results))
            await live.update(builder.build(suite), images: docs.images)
            let server = LocalSiteServer(live, port: port)
            let (watching, building) = (watched, builder)
            let failure = await Interruption.cancelling { () async -> (any Error)? in
                await withTaskGroup(of: (any Error)?.self) { group in
                    group.addTask {
                        do {
                            // The server goes on if nobody reads its output.
                            try await server.run { try? Terminal.write("Serving \($0)\n") }
                            return nil
                        } catch {
                            return Task.isCancelled ? nil : error
                        }
                    }
                    group.addTask {
                        await follow(watching, building, results, live)
                        return nil
                    }
                    let first = await group.next() ?? nil
                    group.cancelAll()
                    return first
                }
            }
            if let failure {
                throw CommandError.usage("port \(port) cannot be used: \(failure); --port 0 takes a free one")
            }
        }

        /// Updates the site after each change, until cancelled.
        private func follow(_ watched: WatchedPages, _ builder: SiteBuilder, _ results: Results, _ live: LiveSite) async
        {
            var (watched, builder) = (watched, builder)
            while (try? await Task.sleep(for: .milliseconds(200))) != nil {
                guard watched.haveChanged else { continue }
                let start = ContinuousClock.now
                do {
                    let (suite, diagnostics) = try watched.read()
                    let count = await live.update(builder.build(suite), images: docs.images)
                    let time = (ContinuousClock.now - start) / .milliseconds(1)
                    try? Terminal.write("\(counted(count, "file")) changed, after \(Int(time.rounded())) ms\n")
                    // Links are checked after the page is shown.
                    show(diagnostics + docs.siteErrors(suite, results))
                } catch {
                    Terminal.writeError("\(error)\n")
                }
            }
        }

        private func show(_ diagnostics: [Diagnostic]) {
            guard !diagnostics.isEmpty else { return }
            Terminal.writeError(diagnostics.map { "\($0)\n" }.joined(separator: "\n"))
        }
    }
#endif
