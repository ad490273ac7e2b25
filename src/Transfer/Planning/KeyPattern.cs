using System.Text;

namespace DtnBox.Transfer.Planning;

/// <summary>A pattern of keys: <c>*</c>, <c>**</c>, <c>?</c>, and characters that match themselves.</summary>
/// <remarks>
/// All positions of the pattern that may come next are followed at once, so the time grows with key times pattern at
/// worst, whatever the two are like. Characters are Unicode scalar values: <c>?</c> matches an emoji too.
/// </remarks>
internal sealed class KeyPattern
{
    // No rune has a negative value.
    private const int AnyInSegment = -1;
    private const int Any = -2;
    private const int OneInSegment = -3;

    private readonly int[] _tokens;
    private readonly bool _wholeKey;

    public KeyPattern(string pattern)
    {
        _tokens = [.. Read(pattern)];
        _wholeKey = pattern.Contains('/', StringComparison.Ordinal);
    }

    public bool Matches(ReadOnlySpan<char> key)
    {
        ReadOnlySpan<char> tried = _wholeKey ? key : key[(key.LastIndexOf('/') + 1)..];
        var current = new Positions(_tokens);
        var next = new Positions(_tokens);
        current.Add(0);
        foreach (Rune character in tried.EnumerateRunes())
        {
            next.Clear();
            foreach (int position in current.Members)
            {
                Step(position, character.Value, next);
            }

            if (next.Members.IsEmpty)
            {
                return false;
            }

            (current, next) = (next, current);
        }

        return current.Members.Contains(_tokens.Length);
    }

    private static IEnumerable<int> Read(string pattern)
    {
        for (int at = 0; at < pattern.Length;)
        {
            Rune character = Rune.GetRuneAt(pattern, at);
            bool isDouble = pattern.AsSpan(at).StartsWith("**");
            yield return character.Value switch
            {
                '*' when isDouble => Any,
                '*' => AnyInSegment,
                '?' => OneInSegment,
                _ => character.Value,
            };
            at += isDouble ? 2 : character.Utf16SequenceLength;
        }
    }

    private void Step(int position, int character, Positions next)
    {
        if (position == _tokens.Length)
        {
            return;
        }

        switch (_tokens[position])
        {
            case Any:
            case AnyInSegment when character != '/':
                next.Add(position);
                break;
            case OneInSegment when character != '/':
            case var literal when literal == character:
                next.Add(position + 1);
                break;
        }
    }

    /// <summary>A set of positions in the pattern.</summary>
    private sealed class Positions(int[] tokens)
    {
        private readonly int[] _members = new int[tokens.Length + 1];
        private readonly bool[] _has = new bool[tokens.Length + 1];
        private int _count;

        public ReadOnlySpan<int> Members => _members.AsSpan(0, _count);

        /// <summary>Adds a position and those that a star there, matching nothing, lets follow.</summary>
        public void Add(int position)
        {
            while (!_has[position])
            {
                _has[position] = true;
                _members[_count++] = position;
                if (position == tokens.Length || tokens[position] is not (Any or AnyInSegment))
                {
                    return;
                }

                position++;
            }
        }

        public void Clear()
        {
            foreach (int member in Members)
            {
                _has[member] = false;
            }

            _count = 0;
        }
    }
}
