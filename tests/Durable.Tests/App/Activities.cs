using System.Text.Json;
using DtnBox.DurableTask;

namespace DtnBox.DurableApp;

/// <summary>Gives back what it gets.</summary>
internal sealed class Echo : TaskActivity<JsonElement, JsonElement>
{
    public override Task<JsonElement> RunAsync(TaskActivityContext context, JsonElement input) => Task.FromResult(input);
}

/// <summary>Gives a text of that many letters.</summary>
internal sealed class Blob : TaskActivity<int, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, int input) => Task.FromResult(new string('b', input));
}

/// <summary>Ends when the test has made the file of that name.</summary>
internal sealed class Gate(AppFiles files, TimeProvider time) : TaskActivity<string, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, string input)
    {
        while (!File.Exists(files.PathOf(input)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(25), time, CancellationToken.None);
        }

        return input;
    }
}

/// <summary>Fails with two inner exceptions, or with one that no retry can help.</summary>
internal sealed class Fail : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input)
        => throw (input == "for good"
            ? new NonRetriableException(input)
            : new InvalidOperationException(input, new IOException("disk", new TimeoutException("bus"))));
}

/// <summary>Fails as often as it is told, counted by name.</summary>
internal sealed class Flaky(AppFiles files) : TaskActivity<FlakyInput, int>
{
    public override async Task<int> RunAsync(TaskActivityContext context, FlakyInput input)
    {
        string file = files.PathOf($"{input.Name}.attempts");
        await File.AppendAllTextAsync(file, "x");
        int attempt = (await File.ReadAllTextAsync(file)).Length;
        return attempt > input.Failures ? attempt : throw new InvalidOperationException($"attempt {attempt}");
    }
}

internal sealed record FlakyInput(string Name, int Failures);
