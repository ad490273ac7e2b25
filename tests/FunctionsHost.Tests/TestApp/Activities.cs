namespace DtnBox.TestApp;

/// <summary>The activities that the tests run. Each completed run leaves a line in the journal.</summary>
internal static class Activities
{
    public static async Task<IResult> RunAsync(string name, string? input, string journal)
    {
        switch (name)
        {
            case "Say":
                return Answer(Replay.Parse<string>(input));
            case "Number":
                await AppendAsync(journal, $"number {input}");
                return Answer(Replay.Parse<int>(input));
            case "Die":
                Environment.FailFast("as asked");
                return Results.Empty;
            case "Hang":
                await AppendAsync(journal, "hang");
                await Task.Delay(TimeSpan.FromSeconds(Replay.Parse<double?>(input) ?? 600), TimeProvider.System);
                return Answer("hung");
            case "Large":
                return Answer(new string('x', 2_000_000));
            default:
                return Results.StatusCode(500);
        }
    }

    private static IResult Answer<T>(T value)
        => Results.Json(new { Outputs = new { }, Logs = Array.Empty<string>(), ReturnValue = value });

    private static async Task AppendAsync(string journal, string line)
    {
        await using var file = new FileStream(journal, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(line + "\n"));
    }
}
