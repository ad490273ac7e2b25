using System.Text.Json;
using System.Text.RegularExpressions;
using DtnBox.Contracts;
using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Api;

namespace DtnBox.Functions.Transfers;

/// <summary>What the selection of a new transfer must be like.</summary>
internal static partial class SelectionRules
{
    public const string KeyListField = "settings.selection.keyList";

    private const int MostRules = 1_000;
    private const int LongestPattern = 1_024;

    /// <summary>The settings are a column of the transfer's row, and part of the row of each command; both end at 32,000.</summary>
    private const int MostCharacters = 16_000;

    private const string Otherwise = "Use fewer, wider patterns.";

    public static void Check(Selection? selection, FieldErrors errors)
    {
        errors.Require(
            selection?.KeyList is not { } list || ListId().IsMatch(list),
            KeyListField,
            "must be the id of a list of keys: POST /api/v1/key-lists stores one and gives its id.");
        if (selection?.Rules is not { } rules)
        {
            return;
        }

        const string Field = "settings.selection.rules";
        errors.Require(rules.Count <= MostRules, Field, $"must be at most {MostRules:N0} rules. {Otherwise}");
        for (int index = 0; index < Math.Min(rules.Count, MostRules); index++)
        {
            errors.Require(
                rules[index]?.Pattern is { Length: > 0 and <= LongestPattern },
                $"{Field}[{index}].pattern",
                $"must have 1 to {LongestPattern:N0} characters.");
        }

        errors.Require(
            rules.Count > MostRules || JsonSerializer.Serialize(rules, ContractJson.Options).Length <= MostCharacters,
            Field,
            $"are too long together: as JSON they must have at most {MostCharacters:N0} characters. {Otherwise}");
    }

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ListId();
}
