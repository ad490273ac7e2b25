using System.Text.Json;
using DtnBox.DurableTask.Protocol;

namespace DtnBox.DurableTask.Tests.Conformance;

/// <summary>One turn of Microsoft's runner: a request, and its answer or the exception it threw.</summary>
internal sealed record RecordedTurn(string RequestBase64, string? ResponseBase64, RecordedError? Error)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance", "Turns");

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public OrchestratorRequest Request => OrchestratorRequest.Parser.ParseFrom(Convert.FromBase64String(RequestBase64));

    public OrchestratorResponse? Response => ResponseBase64 is null
        ? null
        : OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(ResponseBase64));

    public static IEnumerable<string> Names()
        => Directory.EnumerateFiles(Folder, "*.json")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static IReadOnlyList<RecordedTurn> Read(string name)
        => JsonSerializer.Deserialize<RecordedFile>(File.ReadAllText(Path.Combine(Folder, $"{name}.json")), Web)!.Turns;

    private sealed record RecordedFile(RecordedTurn[] Turns);
}

internal sealed record RecordedError(string Type, string Message);
