import { words } from '../lists';

/** Machines and what runs on them. */
export const HOSTS: readonly string[] = [
  ...words(`
    *_instance *_compute_instance *_spot_instance_request *_spot_fleet_request *_server
    *_virtual_machine *_vm *_vm_* *_droplet *_machine *_linode_instance *_bare_metal* *_baremetal*
    *_dedicated_host *_dedicated_server *_vapp *_lxc libvirt_domain ovirt_vm equinix_metal_device
    packet_device ibm_is_instance *_node_pool *_nodepool *_node_group *_node *_nodes *_agent_pool
    *_fleet *_autoscaling_group *_scale_set *_scale_set_* *_instance_group *_instance_pool
    *_instance_group_manager *_instance_from_template *_elastigroup* *_autoscale_group *_host
    *_machine_image
  `),
  // What runs in clusters.
  ...words(`
    *_stateful_set *_statefulset *_deployment *_daemonset *_daemon_set *_replica_set
    *_replication_controller *_pod *_job *_cron_job *_ecs_service *_container_group
    *_container_app *_container_app_job *_app *_web_app *_app_service *_function *_lambda_function
    *_function_app *_cloudfunctions* *_cloud_run_* *_service *_connector *_mskconnect_connector
    *_msk_replicator *_application *_worker *_emr_cluster *_ecs_cluster *_dataproc_cluster
    *_warehouse *_flink_* *_workers docker_container docker_service nomad_job helm_release
    kubernetes_manifest kubectl_manifest kubectl_server_version k8s_manifest
    kustomization_resource azapi_resource azapi_update_resource rancher2_app aiven_kafka_connect
    proxmox_virtual_environment_container vsphere_compute_cluster *_k8s_pool *_worker_pool
  `),
];
