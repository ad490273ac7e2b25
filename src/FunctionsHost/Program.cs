return await DtnBox.FunctionsHost.FunctionsHostProgram.RunAsync(args);
