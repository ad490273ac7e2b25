using System.CommandLine;
using DtnBox.LocalIdentity.Accounts;
using DtnBox.LocalIdentity.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DtnBox.LocalIdentity.Administration;

/// <summary>Runs commands on the accounts of the state directory, beside a server or without one.</summary>
internal sealed class AccountDesk(TextReader input, TextWriter output, TextWriter error)
{
    public TextWriter Output => output;

    public void OnRun(Command command, Func<ParseResult, IServiceProvider, CancellationToken, Task> run)
        => command.SetAction(async (parsed, cancellationToken) =>
        {
            WebApplicationBuilder builder = ProviderServer.CreateBuilder();
            // What is done is said in words; log lines would stand between them.
            builder.Logging.ClearProviders();
            await using WebApplication app = builder.Build();
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            app.Services.GetRequiredService<Schema>().Apply();
            await using AsyncServiceScope scope = app.Services.CreateAsyncScope();
            try
            {
                await run(parsed, scope.ServiceProvider, cancellationToken);
                return ExitCodes.Ok;
            }
            catch (RefusedException refused)
            {
                await error.WriteLineAsync(refused.Message);
                return ExitCodes.Refused;
            }
        });

    public async Task<string> ReadPasswordAsync(CancellationToken cancellationToken)
        => await input.ReadLineAsync(cancellationToken) is { Length: > 0 } line
            ? line
            : throw new RefusedException("--password-stdin: stdin is empty.");

    public static async Task<Account> FindAsync(IServiceProvider services, string userName)
        => await services.GetRequiredService<UserManager<Account>>().FindByNameAsync(userName)
            ?? throw new RefusedException($"There is no account '{userName}'; list-users shows all.");

    public static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new RefusedException(string.Join('\n', result.Errors.Select(fault => fault.Description)));
        }
    }
}
