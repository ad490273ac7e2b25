using System.Text.RegularExpressions;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Randomized.Tests.Modelling;

/// <summary>Which keys a selection takes, written from docs/choosing.md.</summary>
internal static class KeyRuleModel
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static bool Takes(Selection? selection, string key)
    {
        IReadOnlyList<KeyRule> rules = selection?.Rules ?? [];
        KeyRule? first = rules.FirstOrDefault(rule => Matches(rule.Pattern, key));
        return first is null
            ? rules.Count == 0 || rules.Any(rule => rule.Action == KeyRuleAction.Exclude)
            : first.Action == KeyRuleAction.Include;
    }

    private static bool Matches(string pattern, string key)
    {
        string tried = pattern.Contains('/', StringComparison.Ordinal) ? key : key[(key.LastIndexOf('/') + 1)..];
        string expression = Regex.Escape(pattern)
            .Replace(@"\*\*", ".*", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return Regex.IsMatch(tried, $@"\A(?:{expression})\z", RegexOptions.Singleline, Patience);
    }
}
