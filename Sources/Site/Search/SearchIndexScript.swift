import Wire

/// The search index. It is a script because a page opened from a file cannot load JSON.
enum SearchIndexScript {
    static func text(_ pages: [[UInt8]], _ backends: [JudgedBackend]) -> [UInt8] {
        var script: [UInt8] = Array("self.siteIndex={\"backends\":".utf8)
        script.reserveCapacity(pages.reduce(1000) { $0 + $1.count + 2 })
        script += JSON.array(backends.map { .string($0.label) }).bytes
        script += ",\"pages\":[\n".utf8
        for (number, page) in pages.enumerated() {
            if number > 0 { script += ",\n".utf8 }
            script += page
        }
        script += "]};\n".utf8
        return script
    }
}
