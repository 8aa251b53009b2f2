using Verwaltung.Host.Commands;

return await CommandLine.RunAsync(args);
