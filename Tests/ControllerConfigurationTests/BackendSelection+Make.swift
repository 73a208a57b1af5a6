import ControllerConfiguration

/// The result of a configuration as text: the selection's description, or its diagnostics.
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

/// The first line of the selection's description: the kind and what decided it.
func choice(file: String? = nil, arguments: [String] = []) async -> String {
    String(await outcome(file: file, arguments: arguments).prefix { $0 != "\n" })
}

let preface = "c = get_config()\n"
