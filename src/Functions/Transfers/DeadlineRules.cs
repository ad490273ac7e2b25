using DtnBox.Functions.Api;

namespace DtnBox.Functions.Transfers;

/// <summary>Which deadlines can be set.</summary>
internal static class DeadlineRules
{
    public static void Check(DateTimeOffset? deadline, DateTimeOffset now, string field, FieldErrors errors)
        => errors.Require(
            deadline is null || deadline > now, field, $"has passed: it is {now:u} now. Give a later time, or leave it out.");
}
