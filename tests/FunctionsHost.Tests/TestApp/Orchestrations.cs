using System.Text.Json;
using DtnBox.DurableTask.Protocol;

namespace DtnBox.TestApp;

/// <summary>The orchestrations that the tests run, by function name.</summary>
internal static class Orchestrations
{
    private static readonly Dictionary<string, Func<Replay, string?, Task<string?>>> ByName = new()
    {
        ["Echo"] = async (context, input) => await context.CallActivity("Say", input),
        ["FanOut"] = FanOut,
        ["Parent"] = Parent,
        ["Sleep"] = Sleep,
        ["Collect"] = Collect,
        ["Generations"] = Generations,
        ["Chain"] = Chain,
        ["Call"] = async (context, input) => await context.CallActivity(Replay.Parse<string>(input), null),
        ["CallWith"] = CallWith,
        ["Renew"] = Renew,
        ["Throw"] = (_, input) => throw new InvalidOperationException(Replay.Parse<string>(input)),
        ["Ping"] = Ping,
        ["Abort"] = Abort,
        ["HangOnce"] = (_, _) => Task.FromResult<string?>(Replay.Json("second turn")),
        ["HangShortly"] = async (context, _) => await context.CallActivity("Hang", Replay.Json(2.0)),
    };

    private static int aborted;

    public static OrchestratorResponse Run(string name, OrchestratorRequest request) => Replay.Run(request, ByName[name]);

    // The first turn asks to be delivered again, the way a worker in trouble does.
#pragma warning disable CA2201 // The reserved type is what the protocol asks for.
    private static Task<string?> Abort(Replay context, string? input)
        => Interlocked.Exchange(ref aborted, 1) == 0
            ? throw new InvalidOperationException("in trouble", new OutOfMemoryException())
            : Task.FromResult<string?>(Replay.Json("again"));
#pragma warning restore CA2201

    // Input: how many. Result: the sum of what the activities gave back.
    private static async Task<string?> FanOut(Replay context, string? input)
    {
        int count = Replay.Parse<int>(input);
        string?[] results = await Task.WhenAll(
            Enumerable.Range(1, count).Select(i => context.CallActivity("Number", Replay.Json(i))));
        return Replay.Json(results.Sum(Replay.Parse<int>));
    }

    private static async Task<string?> Parent(Replay context, string? input)
    {
        string child = Replay.Parse<string>(input);
        string? result = await context.CallChild(child, $"{context.InstanceId}:child", Replay.Json("from the parent"));
        return Replay.Json($"child said {result}");
    }

    private static async Task<string?> Sleep(Replay context, string? input)
    {
        await context.Timer(context.Now.AddSeconds(Replay.Parse<double>(input)));
        return Replay.Json("woke");
    }

    // Input: how many events named "item". Result: their data in order.
    private static async Task<string?> Collect(Replay context, string? input)
    {
        var items = new List<string>();
        for (int i = Replay.Parse<int>(input); i > 0; i--)
        {
            items.Add(Replay.Parse<string>(await context.WaitEvent("item")));
            context.CustomStatus = Replay.Json(items.Count);
        }

        return Replay.Json(items);
    }

    // Input: {generation, last, items}. One "item" event per generation, others carried over.
    private static async Task<string?> Generations(Replay context, string? input)
    {
        List<string> items = Replay.Parse<List<string>>(input);
        items.Add(Replay.Parse<string>(await context.WaitEvent("item")));
        if (items.Count == 5)
        {
            return Replay.Json(items);
        }

        context.ContinueAsNew(Replay.Json(items));
        return null;
    }

    // Input: how many steps. Each takes the number before; a short timer after every third.
    private static async Task<string?> Chain(Replay context, string? input)
    {
        int sum = 0;
        for (int i = 1; i <= Replay.Parse<int>(input); i++)
        {
            sum += Replay.Parse<int>(await context.CallActivity("Number", Replay.Json(i)));
            if (i % 3 == 0)
            {
                await context.Timer(context.Now.AddMilliseconds(50));
            }
        }

        return Replay.Json(sum);
    }

    // Input: the id of a Collect instance to send two items to.
    private static Task<string?> Ping(Replay context, string? input)
    {
        context.SendEvent(Replay.Parse<string>(input), "item", Replay.Json("one"));
        context.SendEvent(Replay.Parse<string>(input), "item", Replay.Json("two"));
        return Task.FromResult<string?>(null);
    }

    // Input: [activity, its input].
    private static async Task<string?> CallWith(Replay context, string? input)
    {
        JsonElement[] call = Replay.Parse<JsonElement[]>(input);
        return await context.CallActivity(call[0].GetString()!, call[1].GetRawText());
    }

    // Input: [generations left, ballast]. Each generation waits for an event; the last gives the ballast back.
    private static async Task<string?> Renew(Replay context, string? input)
    {
        JsonElement[] state = Replay.Parse<JsonElement[]>(input);
        int left = state[0].GetInt32();
        context.CustomStatus = Replay.Json(left);
        await context.WaitEvent("next");
        if (left == 0)
        {
            return state[1].GetRawText();
        }

        context.ContinueAsNew(Replay.Json(new object[] { left - 1, state[1] }));
        return null;
    }
}
