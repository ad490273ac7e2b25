using System.CommandLine;
using DtnBox.LocalIdentity;
using DtnBox.LocalIdentity.Administration;
using DtnBox.LocalIdentity.Configuration;

try
{
    // The web server ends itself on SIGTERM and SIGINT, and takes the time that requests in hand need.
    var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
    return await CommandTree.Create(Console.In, Console.Out, Console.Error).Parse(args).InvokeAsync(invocation);
}
catch (Exception fault) when (StartFaults.In(fault) is { Count: > 0 } faults)
{
    await Console.Error.WriteLineAsync(
        "The OpenID provider cannot start:\n" + string.Join('\n', faults.Select(line => $"  {line}")));
    return ExitCodes.BadSettings;
}
