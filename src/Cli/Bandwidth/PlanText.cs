using DtnBox.Cli.Text;
using DtnBox.Contracts.Transfers;

namespace DtnBox.Cli.Bandwidth;

/// <summary>Bandwidth plans in words.</summary>
internal static class PlanText
{
    public static string From(BandwidthPlan? plan)
    {
        if (plan is null)
        {
            return "no cap";
        }

        string always = plan.BytesPerSecond is { } rate ? $"{SizeText.From(rate)}/s" : "no cap";
        return plan.Windows is { Count: > 0 } windows
            ? $"{always}; {string.Join("; ", windows.Select(WindowText.From))} ({plan.TimeZone ?? "UTC"})"
            : always;
    }
}
