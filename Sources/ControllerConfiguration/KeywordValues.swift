import Console

/// Named values in the order their names first came.
struct KeywordValues {
    private(set) var pairs: [(name: String, value: SettingValue)] = []
    private var places: [Str: Int] = [:]

    init(_ pairs: [(name: String, value: SettingValue)] = []) {
        merge(pairs)
    }

    /// The value of a name that is held already is replaced.
    mutating func merge(_ new: [(name: String, value: SettingValue)]) {
        for pair in new {
            if let place = places[Str(pair.name)] {
                pairs[place].value = pair.value
            } else {
                places[Str(pair.name)] = pairs.count
                pairs.append(pair)
            }
        }
    }
}
