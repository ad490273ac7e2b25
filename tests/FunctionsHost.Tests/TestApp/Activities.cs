using System.Text.Json;
using Microsoft.DurableTask;

namespace DtnBox.TestApp;

internal sealed class Echo : TaskActivity<JsonElement, JsonElement>
{
    public override Task<JsonElement> RunAsync(TaskActivityContext context, JsonElement input) => Task.FromResult(input);
}

internal sealed class Say : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult(input);
}

/// <summary>Fails until it was called twice for its file; for a path that ends in "never", always.</summary>
internal sealed class Flaky : TaskActivity<string, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, string input)
    {
        if (!input.EndsWith("never", StringComparison.Ordinal))
        {
            await File.AppendAllTextAsync(input, ".");
            if (new FileInfo(input).Length > 2)
            {
                return "at last";
            }
        }

        throw new FormatException("Not yet: try again");
    }
}

/// <summary>Begins, waits at its first try until it is told to go on, and notes each beginning and each end.</summary>
internal sealed class Slow : TaskActivity<string, string>
{
    public override async Task<string> RunAsync(TaskActivityContext context, string input)
    {
        await Mark.WaitOnceAsync(input);
        await File.AppendAllTextAsync($"{input}.done", ".");
        return "slept";
    }
}
