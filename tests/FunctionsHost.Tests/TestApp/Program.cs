// A custom handler for the tests of the host: https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers
using System.Text.Json;
using DtnBox.DurableTask.Protocol;
using DtnBox.TestApp;
using Google.Protobuf;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = null;
    kestrel.ListenLocalhost(int.Parse(Environment.GetEnvironmentVariable("FUNCTIONS_CUSTOMHANDLER_PORT")!));
});
WebApplication web = builder.Build();
string journal = Environment.GetEnvironmentVariable("TESTAPP_JOURNAL") ?? "";

web.MapGet("/", () => "ready");
HttpFunctions.Map(web);
web.MapPost("/{function}", async (string function, HttpRequest request) =>
{
    using JsonDocument body = await JsonDocument.ParseAsync(request.Body);
    JsonElement data = body.RootElement.GetProperty("Data");
    if (data.TryGetProperty("context", out JsonElement context))
    {
        if (function == "Broken")
        {
            return Results.StatusCode(500);
        }

        if (function == "HangOnce" && !File.ReadAllLines(journal).Contains("turn"))
        {
            await File.AppendAllTextAsync(journal, "turn\n");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        }

        byte[] bytes = Convert.FromBase64String(JsonSerializer.Deserialize<string>(context.GetString()!)!);
        OrchestratorRequest turn = OrchestratorRequest.Parser.ParseFrom(bytes);
        if (function == "GarbageTurn")
        {
            return Garbage.For(turn);
        }

        OrchestratorResponse response = Orchestrations.Run(function, turn);
        return Answer(Convert.ToBase64String(response.ToByteArray()));
    }

    if (data.TryGetProperty("timer", out JsonElement timer))
    {
        await File.AppendAllTextAsync(journal, timer.GetRawText() + "\n");
        return Answer(null);
    }

    string? input = JsonSerializer.Deserialize<string?>(data.GetProperty("input").GetString()!);
    return await Activities.RunAsync(function, input, journal);
});
await web.RunAsync();

static IResult Answer(string? returned)
    => Results.Json(new { Outputs = new { }, Logs = Array.Empty<string>(), ReturnValue = returned });
