import BigInt

extension Interpreter {
    func isIterable(_ object: Object) -> Bool {
        switch object {
        case .str, .bytes, .list, .tuple, .dict, .set, .range, .view, .iterator: true
        default: false
        }
    }

    /// Returns what `iter(object)` returns.
    func makeIterator(_ object: Object) throws -> IteratorObject {
        switch object {
        case .iterator(let iterator): return iterator
        case .list: return sequenceIterator("list_iterator", object)
        case .tuple: return sequenceIterator("tuple_iterator", object)
        case .str: return sequenceIterator("str_iterator", object)
        case .bytes: return sequenceIterator("bytes_iterator", object)
        case .range: return sequenceIterator("range_iterator", object)
        case .dict(let dict): return dictIterator("dict_keyiterator", DictView(.keys, of: dict), object)
        case .view(let view):
            return dictIterator(String(view.part.typeName.dropLast()) + "iterator", view, object)
        case .set(let set): return dictIterator("set_iterator", DictView(.keys, of: set.members), object)
        default: throw PythonException.typeError("'\(object.type.qualifiedName)' object is not iterable")
        }
    }

    /// Returns all items of an iterable.
    func items(of object: Object) async throws -> [Object] {
        switch object {
        case .list(let list):
            try meter.charge(list.items.count / 8)
            return list.items
        case .tuple(let tuple):
            try meter.charge(tuple.items.count / 8)
            return tuple.items
        default: return try await drain(try makeIterator(object))
        }
    }

    func drain(_ iterator: IteratorObject) async throws -> [Object] {
        var items: [Object] = []
        while let value = try await iterator.next(self) {
            items.append(value)
            if items.count.isMultiple(of: 4096) { try meter.reserve(items: items.count) }
        }
        return items
    }

    /// Returns the item at a position, or nil past the end: a list may shrink while it is iterated.
    func element(of object: Object, at position: Int) -> Object? {
        guard position >= 0 else { return nil }
        switch object {
        case .list(let list): return position < list.items.count ? list.items[position] : nil
        case .tuple(let tuple): return position < tuple.items.count ? tuple.items[position] : nil
        case .str(let text): return position < text.count ? .str(Str([text.scalars[position]])) : nil
        case .bytes(let bytes): return position < bytes.count ? .integer(Int(bytes[position])) : nil
        case .range(let range):
            let index = BigInt(position)
            return index < range.count ? .int(range.value(at: index)) : nil
        default: return nil
        }
    }

    private func sequenceIterator(_ name: String, _ object: Object) -> IteratorObject {
        IteratorObject(name, sources: [object]) { state, interpreter in
            guard let source = state.sources.first else { return nil }
            defer { state.position += 1 }
            return interpreter.element(of: source, at: state.position)
        }
    }

    private func dictIterator(_ name: String, _ view: DictView, _ owner: Object) -> IteratorObject {
        let count = view.dict.count
        let kind = if case .set = owner { "Set" } else { "dictionary" }
        return IteratorObject(name, sources: [.view(view)]) { state, _ in
            guard case .view(let view)? = state.sources.first else { return nil }
            guard view.dict.count == count else {
                throw PythonException.runtime("\(kind) changed size during iteration")
            }
            while state.position < view.dict.extent {
                defer { state.position += 1 }
                if let entry = view.dict.entry(at: state.position) { return view.object(entry) }
            }
            return nil
        }
    }
}
