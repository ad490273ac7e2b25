using System.Text.Json;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary>Instances in words.</summary>
internal static class HubText
{
    private const int StatusRoom = 60;

    public static string Table(IReadOnlyList<HubInstance> instances) => Columns.From(
        ["ID", "NAME", "STATUS", "CREATED", "UPDATED", "CUSTOM STATUS"],
        [.. instances.Select(instance => new[]
        {
            Printable.From(instance.Id),
            Printable.From(instance.Name),
            Printable.From(instance.Status),
            Moment(instance.CreatedAt),
            Moment(instance.UpdatedAt),
            JsonWords.Line(instance.CustomStatus, StatusRoom),
        })]);

    public static string One(HubInstance instance, bool full)
    {
        List<string> lines =
        [
            Printable.From($"{instance.Id}  {instance.Name}"),
            Printable.From($"  Status   {instance.Status}"),
            .. instance.ParentId is { } parent ? [Printable.From($"  Parent   {parent}")] : Array.Empty<string>(),
            $"  Created  {Moment(instance.CreatedAt)}",
            $"  Updated  {Moment(instance.UpdatedAt)}",
            .. Value("Custom status", instance.CustomStatus, full),
            .. Value("Input", instance.Input, full),
            .. Value(OutputTitle(instance), instance.Output, full),
        ];
        return string.Join('\n', lines);
    }

    public static string Moment(DateTimeOffset? time) => time is { } known ? Figures.Moment(known) : "unknown";

    private static string OutputTitle(HubInstance instance) => instance.Status switch
    {
        nameof(HubStatus.Failed) => "Failure",
        nameof(HubStatus.Completed) => "Output",
        // Also of one that runs: why it was resumed.
        _ => "Reason",
    };

    private static IEnumerable<string> Value(string title, JsonElement? value, bool full)
        => value is null ? [] : [$"  {title}", .. JsonWords.Lines(value.Value, full).Select(line => $"    {line}")];
}
