// A jest reporter that says when each test begins and ends.
import type { Config } from '@jest/types';
import type { OnTestStart } from './suites';

interface TestCase {
  ancestorTitles: string[];
  title: string;
}

export default class StartReporter {
  constructor(
    _config: Config.GlobalConfig,
    private readonly options: { onTestStart: OnTestStart; onTestEnd?: () => void },
  ) {}

  onTestCaseStart(_test: unknown, { ancestorTitles, title }: TestCase): void {
    this.options.onTestStart(ancestorTitles.join(' '), title);
  }

  onTestCaseResult(): void {
    this.options.onTestEnd?.();
  }
}
