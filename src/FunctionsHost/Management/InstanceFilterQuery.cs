using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using DtnBox.DurableTask.Protocol;
using DtnBox.FunctionsHost.TaskHub;

namespace DtnBox.FunctionsHost.Management;

/// <summary>Reads the filters of list and purge from a query string.</summary>
internal static class InstanceFilterQuery
{
    private const int MaxTop = 1000;

    public static bool TryParse(IQueryCollection query, out InstanceFilter filter, [NotNullWhen(false)] out string? fault)
    {
        filter = new InstanceFilter();
        if (!TryTime(query, "createdTimeFrom", out DateTimeOffset? from, out fault)
            || !TryTime(query, "createdTimeTo", out DateTimeOffset? to, out fault))
        {
            return false;
        }

        string? topText = query["top"].FirstOrDefault();
        int top = filter.Top;
        if (topText is not null
            && (!int.TryParse(topText, NumberStyles.None, CultureInfo.InvariantCulture, out top) || top == 0))
        {
            fault = "top is not a positive whole number.";
            return false;
        }

        filter = new InstanceFilter
        {
            CreatedFrom = from,
            CreatedTo = to,
            IdPrefix = query["instanceIdPrefix"].FirstOrDefault(),
            WithInput = query["showInput"].FirstOrDefault() is not { } show || !bool.TryParse(show, out bool shown) || shown,
            Top = Math.Min(top, MaxTop),
            Statuses = [.. Statuses(query["runtimeStatus"])],
        };
        return true;
    }

    // Names that are not spelled exactly are ignored, as in the real host.
    private static IEnumerable<OrchestrationStatus> Statuses(IEnumerable<string?> values)
        => values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Where(name => Enum.GetNames<OrchestrationStatus>().Contains(name))
            .Select(Enum.Parse<OrchestrationStatus>);

    private static bool TryTime(
        IQueryCollection query, string name, out DateTimeOffset? time, [NotNullWhen(false)] out string? fault)
    {
        (time, fault) = (null, null);
        string? text = query[name].FirstOrDefault();
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (!DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed))
        {
            fault = $"{name} is not a time.";
            return false;
        }

        time = parsed;
        return true;
    }
}
