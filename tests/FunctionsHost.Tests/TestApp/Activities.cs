namespace DtnBox.TestApp;

/// <summary>The activities that the tests run. Each completed run leaves a line in the journal.</summary>
internal static class Activities
{
    private static readonly SemaphoreSlim JournalIsFree = new(1);

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
                await AppendAsync(journal, "hung");
                return Answer("hung");
            case "Large":
                return Answer(new string('x', Replay.Parse<int?>(input) ?? 2_000_000));
            case "Garbage":
                return new Garbage(Replay.Parse<string>(input));
            default:
                return Results.StatusCode(500);
        }
    }

    private static IResult Answer<T>(T value)
        => Results.Json(new { Outputs = new { }, Logs = Array.Empty<string>(), ReturnValue = value });

    private static async Task AppendAsync(string journal, string line)
    {
        // To append is to seek and to write: one at a time.
        await JournalIsFree.WaitAsync();
        try
        {
            await File.AppendAllTextAsync(journal, line + "\n");
        }
        finally
        {
            JournalIsFree.Release();
        }
    }
}
