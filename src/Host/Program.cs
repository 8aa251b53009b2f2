Console.WriteLine("verwaltung");
