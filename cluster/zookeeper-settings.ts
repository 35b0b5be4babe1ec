/** placeholder */
export interface ZookeeperSettingValues {
  readonly tickTime?: number;
}
