using DtnBox.Cli;

return await CommandTree.RunAsync(args, Terminal.OfProcess());
