import ControllerConfiguration

/// What a configuration comes to, as one text: the selection's dump, or its mistakes.
func outcome(file: String? = nil, arguments: [String] = []) async -> String {
    let files = file.map { [ConfigurationFile(path: "ipcontroller_config.py", text: $0)] } ?? []
    return await outcome(files: files, arguments: arguments)
}

func outcome(files: [ConfigurationFile], arguments: [String] = []) async -> String {
    do {
        return try await BackendSelection(files: files, arguments: arguments).description
    } catch {
        return error.description
    }
}

/// The first line of a selection's dump: the kind and what decided it.
func choice(file: String? = nil, arguments: [String] = []) async -> String {
    String(await outcome(file: file, arguments: arguments).prefix { $0 != "\n" })
}

let preface = "c = get_config()\n"
