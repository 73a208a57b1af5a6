/// A live view of a dict: the result of `dict.keys()`, `dict.values()` or `dict.items()`.
package final class DictView: Cell {
    enum Part {
        case keys, values, items

        var typeName: String {
            switch self {
            case .keys: "dict_keys"
            case .values: "dict_values"
            case .items: "dict_items"
            }
        }
    }

    let part: Part
    private(set) var dict: DictObject

    init(_ part: Part, of dict: DictObject) {
        self.part = part
        self.dict = dict
        super.init()
    }

    var objects: [Object] {
        dict.live.map(object)
    }

    func object(_ entry: DictObject.Entry) -> Object {
        switch part {
        case .keys: entry.name
        case .values: entry.value
        case .items: .tuple([entry.name, entry.value])
        }
    }

    override func takeCells() -> [Cell] {
        let cell = dict
        dict = DictObject()
        return [cell]
    }
}
