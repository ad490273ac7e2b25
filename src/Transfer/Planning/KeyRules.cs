using DtnBox.Contracts.Transfers;

namespace DtnBox.Transfer.Planning;

/// <summary>Which keys a selection's rules take.</summary>
internal sealed class KeyRules(Selection? selection)
{
    private readonly (KeyRuleAction Action, KeyPattern Pattern)[] _rules =
        [.. (selection?.Rules ?? []).Select(rule => (rule.Action, new KeyPattern(rule.Pattern)))];

    /// <summary>The first rule that matches decides; with none, a key is taken unless there are only includes.</summary>
    /// <param name="relativeKey">The key without the source's prefix.</param>
    public bool Take(ReadOnlySpan<char> relativeKey)
    {
        bool onlyIncludes = _rules.Length > 0;
        foreach ((KeyRuleAction action, KeyPattern pattern) in _rules)
        {
            if (pattern.Matches(relativeKey))
            {
                return action == KeyRuleAction.Include;
            }

            onlyIncludes &= action == KeyRuleAction.Include;
        }

        return !onlyIncludes;
    }
}
