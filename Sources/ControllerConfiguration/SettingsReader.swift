import Console

/// Applies settings in ascending order of precedence and keeps the result.
struct SettingsReader {
    private(set) var diagnostics: [ConfigurationDiagnostic] = []
    private(set) var source = ChoiceSource.standard
    private var kind = BackendKind.standard
    private var strength = -1
    private var dictDB = DictDBSettings()
    private var sqliteDB = SQLiteDBSettings()
    private var mongoDB = MongoDBSettings()
    private var connectionKeywords = KeywordValues()

    /// Bounds the diagnostics of an invalid statement in a loop.
    private static let diagnosticLimit = 100

    /// Options take precedence over all sections of a file.
    private static let optionStrength = 3

    var chosen: BackendSettings {
        switch kind {
        case .dictDB: return .dictDB(dictDB)
        case .noDB: return .noDB
        case .sqliteDB: return .sqliteDB(sqliteDB)
        case .mongoDB:
            var settings = mongoDB
            settings.connectionKeywords = connectionKeywords.pairs
            return .mongoDB(settings)
        }
    }

    mutating func report(_ diagnostic: @autoclosure () -> ConfigurationDiagnostic) {
        guard diagnostics.count < Self.diagnosticLimit else { return }
        diagnostics.append(diagnostic())
    }

    mutating func read(_ setting: Setting) {
        switch SettingTarget(sections: setting.sections, trait: setting.trait) {
        case .other: break
        case .rejected(let part, let rejection): report(setting.diagnostic(at: part, rejection))
        case .known(let section, let trait):
            do {
                try apply(setting, to: trait, of: section)
            } catch {
                report(setting.diagnostic(at: .value, error))
            }
        }
    }
}

// MARK: - Traits

extension SettingsReader {
    private mutating func apply(_ setting: Setting, to trait: Trait, of section: KnownSection) throws(RejectedSetting) {
        let reader = SettingValueReader(trait: trait, value: setting.value)
        switch trait {
        case .backend: choose(try reader.backend(), by: setting, of: section)
        case .recordLimit:
            let limit = try reader.count()
            if section.name != BackendKind.noDB.rawValue { dictDB.recordLimit = limit }
        case .sizeLimit:
            let limit = try reader.count()
            if section.name != BackendKind.noDB.rawValue { dictDB.sizeLimit = limit }
        case .cullFraction:
            let fraction = try reader.fraction()
            if section.name != BackendKind.noDB.rawValue { dictDB.cullFraction = fraction }
        case .filename: sqliteDB.filename = try reader.text()
        case .location: sqliteDB.location = try reader.text()
        case .table: sqliteDB.table = try reader.text()
        case .connectionArguments:
            try reader.list(into: &mongoDB.connectionArguments)
        case .connectionKeywords:
            try reader.dictionary(into: &connectionKeywords)
        case .database: mongoDB.database = try reader.text()
        }
    }

    private mutating func choose(_ new: BackendKind, by setting: Setting, of section: KnownSection) {
        var newStrength = section.strength
        if case .option = setting.origin { newStrength = Self.optionStrength }
        guard newStrength >= strength else { return }
        kind = new
        source = setting.source
        strength = newStrength
    }
}
