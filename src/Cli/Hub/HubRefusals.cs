using System.Net;
using System.Text.Json;
using DtnBox.Cli.Api;
using DtnBox.Cli.Text;

namespace DtnBox.Cli.Hub;

/// <summary>What a Functions host means by an error status: the cause, and what helps.</summary>
internal sealed class HubRefusals(Uri host, bool hasKey)
{
    private const int LongestDetail = 500;

    /// <summary>Whatever answered, it is no management API.</summary>
    public UnreachableException NoHost() => new(
        $"What answers at {host} is not the management API of a Functions host with Durable Functions. "
            + "Check --host or DTNBOX_HUB.");

    /// <param name="response">The answer.</param>
    /// <param name="body">Its text: often empty, sometimes JSON with a message.</param>
    /// <param name="id">The instance that was asked for; null when it was none in particular.</param>
    public Exception From(HttpResponseMessage response, string body, string? id)
    {
        string answered = Printable.From($"{host} answered {(int)response.StatusCode} {response.ReasonPhrase}");
        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => Problem(
                hasKey ? $"The Functions host at {host} does not accept this key" : $"The Functions host at {host} asks for a system key",
                "put the app's system key durabletask_extension into DTNBOX_SYSTEM_KEY, or into a file named by --key-file."),
            HttpStatusCode.Forbidden => Problem(
                $"The Functions host at {host} does not allow this",
                "it takes the app's system key durabletask_extension, not a function's. Name a local host by its own address, "
                    + "as in --host http://127.0.0.1:7071."),
            HttpStatusCode.NotFound when id is not null => Unknown(),
            HttpStatusCode.NotFound => NoHost(),
            // Restart has no 404.
            HttpStatusCode.BadRequest when id is not null && body.Contains("No instance with ID", StringComparison.Ordinal) => Unknown(),
            HttpStatusCode.InternalServerError when Message(body) is { } text && IsAboutState(text) => new ApiProblemException(
                HttpStatusCode.Conflict, new ApiProblem($"The instance '{id}' is not in the state for this", null, text, $"see it with: dtnbox hub show {id}", null)),
            HttpStatusCode.PreconditionFailed when body.Contains("rewound", StringComparison.Ordinal) => Problem(
                $"The instance '{id}' has not failed", $"only what failed can be rewound; see it with: dtnbox hub show {id}", Message(body)),
            HttpStatusCode.Gone => Problem($"The instance '{id}' has ended", $"see how with: dtnbox hub show {id}"),
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => NotEnded(id, response.StatusCode),
            HttpStatusCode.NotImplemented => Problem($"The Functions host at {host} does not offer this", next: null),
            HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout =>
                new UnreachableException($"The Functions host is not ready: {answered}."),
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => new UnreachableException(
                $"{answered} and points elsewhere. The key goes only where you say: give the final address by --host."),
            _ => Problem(answered, next: null, Message(body)),
        };

        ApiProblemException Unknown() => new(HttpStatusCode.NotFound, new ApiProblem(
            $"There is no instance '{id}'", null, null, "look for it with: dtnbox hub list. Check --host and --task-hub.", null));

        ApiProblemException Problem(string title, string? next, string? detail = null)
            => new(response.StatusCode, new ApiProblem(title, null, detail, next, null));
    }

    /// <summary>Only what has ended can be deleted.</summary>
    public static ApiProblemException NotEnded(string? id, HttpStatusCode status = HttpStatusCode.Conflict) => new(
        status,
        new ApiProblem(
            $"The instance '{id}' has not ended",
            null,
            null,
            $"end it first, with: dtnbox hub terminate {id} --reason WHY --wait",
            null));

    // The API answers 500 to an order that the instance's state does not allow, unless it has ended.
    private static bool IsAboutState(string text)
        => text.StartsWith("Cannot ", StringComparison.Ordinal) && text.Contains(" because instance is in the ", StringComparison.Ordinal);

    private static string? Message(string body)
    {
        string text = body.Trim();
        try
        {
            JsonElement parsed = JsonElement.Parse(text);
            // The message of an exception says more than the one about it.
            text = parsed.ValueKind == JsonValueKind.String
                ? parsed.GetString()!
                : parsed.Text("exceptionMessage", "message", "detail", "title") ?? text;
        }
        catch (JsonException)
        {
            // Words, a web page or nothing at all.
        }

        return text switch
        {
            "" => null,
            ['<', ..] => null,
            _ => text.Length > LongestDetail ? text[..LongestDetail] : text,
        };
    }
}
